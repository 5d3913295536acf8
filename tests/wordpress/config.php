<?php
/**
 * Writes the configuration of the WordPress for tests.
 *
 * @package Tvilling
 */

$settings = array(
	'DB_NAME'                    => 'wordpress',
	'DB_USER'                    => 'root',
	'DB_PASSWORD'                => '',
	'DB_HOST'                    => 'localhost:' . getenv( 'TVILLING_SOCKET' ),
	'DB_CHARSET'                 => 'utf8mb4',
	'DB_COLLATE'                 => '',
	'WP_HOME'                    => getenv( 'TVILLING_URL' ),
	'WP_SITEURL'                 => getenv( 'TVILLING_URL' ),
	'WP_ENVIRONMENT_TYPE'        => 'local', // Application passwords without https.
	'WP_HTTP_BLOCK_EXTERNAL'     => true,
	'AUTOMATIC_UPDATER_DISABLED' => true,
	'DISABLE_WP_CRON'            => true,
	'WP_DEBUG'                   => true,
	'WP_DEBUG_DISPLAY'           => false,
	'WP_DEBUG_LOG'               => false,
	'FS_METHOD'                  => 'direct',
);
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	$settings[ "{$name}_KEY" ]  = 'only for tests';
	$settings[ "{$name}_SALT" ] = 'only for tests';
}
echo "<?php\n";
foreach ( $settings as $name => $value ) {
	echo 'define( ', var_export( $name, true ), ', ', var_export( $value, true ), " );\n";
}
echo '$table_prefix = "wp_";' . "\n";
echo "defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );\nrequire_once ABSPATH . 'wp-settings.php';\n";
