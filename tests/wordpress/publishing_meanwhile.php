<?php
/**
 * In the middle of publishing a post: `php publishing_meanwhile.php SITE ID` writes its text, says
 * so, and goes on when somebody waits for the end, or has not waited for ten seconds.
 *
 * @package Tvilling
 */

list( , $site, $id ) = $argv;

$_SERVER['HTTP_HOST'] = '127.0.0.1';
require $site . '/wp-load.php';

tvilling_locked( 'post', array( (int) $id ), '', '' );
$post = get_post( $id );
wp_update_post( wp_slash( array( 'ID' => $post->ID, 'post_content' => $post->post_content . '<!-- more -->' ) ) );
echo "written\n";
$end = time() + 10;
do {
	usleep( 5000 );
	$waiting = $wpdb->get_var( "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE STATE = 'User lock'" );
} while ( ! $waiting && time() < $end );
tvilling_remember( 'post', $post->ID );
tvilling_unlock( null );
