<?php
/**
 * As much of a theme as the tests need.
 *
 * @package Tvilling
 */

add_theme_support( 'title-tag' );
add_theme_support( 'post-thumbnails' );
