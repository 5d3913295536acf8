<?php
/**
 * As much of a theme as the tests need.
 *
 * @package Tvilling
 */

add_theme_support( 'title-tag' );
add_theme_support( 'post-thumbnails' );
add_action( 'wp_enqueue_scripts', static fn() => wp_enqueue_style( 'example', get_stylesheet_uri(), array(), '1.0' ) );
