<?php
/**
 * Every page: the posts that it is about.
 *
 * @package Tvilling
 */

?>
<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo( 'charset' ); ?>">
<meta name="viewport" content="width=device-width">
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<?php wp_body_open(); ?>
<main>
<?php while ( have_posts() ) : ?>
	<?php the_post(); ?>
	<article>
	<h1><a href="<?php the_permalink(); ?>"><?php the_title(); ?></a></h1>
	<?php the_post_thumbnail(); ?>
	<?php the_content(); ?>
	<?php the_tags(); ?>
	</article>
<?php endwhile; ?>
</main>
<?php wp_footer(); ?>
</body>
</html>
