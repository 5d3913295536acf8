<?php
/**
 * One step of the installation: `php install.php SITE site|polylang|users`. Each may be repeated.
 *
 * @package Tvilling
 */

list( , $site, $step ) = $argv;

$_SERVER['HTTP_HOST']   = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
if ( 'site' === $step ) {
	define( 'WP_INSTALLING', true );
}
if ( 'polylang' === $step ) {
	define( 'WP_ADMIN', true );
	// Polylang 3.6 and earlier can make languages in its settings alone.
	$model     = static fn( $name ) => class_exists( 'PLL_Admin_Model' ) ? 'PLL_Admin_Model' : $name;
	$wp_filter = array( 'pll_model' => array( 10 => array( array( 'function' => $model, 'accepted_args' => 1 ) ) ) );
}

/** Keeps the installation from sending mail. */
function wp_mail() {
	return true;
}

require $site . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

/** WordPress itself, with addresses made of titles and the example theme. */
function tvilling_test_site() {
	if ( ! is_blog_installed() ) {
		wp_install( 'Example', 'example-administrator', 'administrator@example.com', true, '', wp_generate_password( 24 ) );
	}
	update_option( 'permalink_structure', '/%postname%/' );
	update_option( 'timezone_string', 'UTC' );
	switch_theme( 'example' );
	if ( getenv( 'POLYLANG_SRC' ) ) {
		$failed = activate_plugin( 'polylang/polylang.php' );
		if ( is_wp_error( $failed ) ) {
			throw new Exception( $failed->get_error_message() );
		}
	}
}

/** English, Swedish and German in Polylang. */
function tvilling_test_polylang() {
	if ( ! function_exists( 'PLL' ) ) {
		return;
	}
	$model = PLL()->model;
	foreach ( array( 'en' => 'en_US', 'sv' => 'sv_SE', 'de' => 'de_DE' ) as $slug => $locale ) {
		if ( ! $model->get_language( $slug ) ) {
			$language = array( 'name' => $slug, 'slug' => $slug, 'locale' => $locale, 'rtl' => 0, 'term_group' => 0, 'flag' => '' );
			$added    = method_exists( $model, 'add_language' ) ? $model->add_language( $language ) : $model->languages->add( $language );
			if ( is_wp_error( $added ) ) {
				throw new Exception( $added->get_error_message() );
			}
		}
	}
	if ( method_exists( $model, 'set_language_in_mass' ) ) {
		$model->set_language_in_mass( $model->get_language( 'en' ) );
	}
}

/** The users, with application passwords that are made once, as one line of JSON. */
function tvilling_test_users() {
	$found = get_option( 'tvilling_test_users', array() );
	foreach ( array( 'administrator', 'editor', 'author' ) as $role ) {
		$login = "example-$role";
		$user  = username_exists( $login );
		$user  = $user ? $user : wp_insert_user( array( 'user_login' => $login, 'user_pass' => wp_generate_password( 24 ), 'user_email' => "$role@example.com", 'role' => $role ) );
		if ( empty( $found[ $role ] ) ) {
			$for_browsers = wp_generate_password( 24, false );
			wp_set_password( $for_browsers, $user );
			list( $password ) = WP_Application_Passwords::create_new_application_password( $user, array( 'name' => 'tests' ) );
			$found[ $role ]   = array( 'user' => $login, 'password' => $password, 'login' => $for_browsers );
		}
	}
	update_option( 'tvilling_test_users', $found );
	flush_rewrite_rules();
	$answer = array( 'url' => home_url() ) + $found['administrator'] + array_slice( $found, 1 );
	echo wp_json_encode( $answer, JSON_UNESCAPED_SLASHES ), "\n";
}

call_user_func( "tvilling_test_$step" );
