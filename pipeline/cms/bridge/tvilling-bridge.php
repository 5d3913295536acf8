<?php
/**
 * Plugin Name:       Tvilling Bridge
 * Description:       Lets Tvilling publish linked language versions over the REST API: languages and translations of posts, categories and tags, keys that are given once, and writes that undo nobody's work.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 *
 * Put this file into wp-content/mu-plugins/, or into wp-content/plugins/ and activate it.
 *
 * It adds fields to routes of `wp/v2` and has no routes of its own: WordPress has checked who asks,
 * and for what, before anything here is run. Languages are Polylang's or WPML's where one of them
 * is active, else they are kept here, in the metadata of posts and terms.
 *
 * @package Tvilling
 */

// phpcs:disable Generic.Files.OneObjectStructurePerFile, Universal.Files.SeparateFunctionsFromOO, WordPress.Files.FileName -- One file is one file to install.
// phpcs:disable Squiz.Commenting.FunctionComment -- Signatures name the types, and methods do what their parent says.

defined( 'ABSPATH' ) || exit;

const TVILLING_KINDS = array(
	'posts'      => 'post',
	'categories' => 'category',
	'tags'       => 'post_tag',
);

/**
 * Languages and translations, kept by WordPress alone. A kind is a post type or a taxonomy, a group
 * the ids of translations by language. Two are linked if each names the other: no link is one-way.
 */
class Tvilling_Languages {
	const NAME = 'alone';

	/** The languages there are, the default one first. */
	public function all(): array {
		$default = (string) strtok( get_locale(), '_' );
		return array_values( array_unique( array_merge( array( $default ), (array) get_option( 'tvilling_languages', array() ) ) ) );
	}

	/** Whether an object may have the language; an editor may bring in a new one. */
	public function allows( string $lang ): bool {
		return in_array( $lang, $this->all(), true ) || current_user_can( 'edit_others_posts' );
	}

	/** The language of an object. */
	public function of( string $kind, int $id ): string {
		$lang = get_metadata( tvilling_type( $kind ), $id, '_tvilling_lang', true );
		return $lang ? $lang : $this->all()[0];
	}

	/** Gives an object its language. */
	public function set( string $kind, int $id, string $lang ): void {
		update_metadata( tvilling_type( $kind ), $id, '_tvilling_lang', $lang );
		if ( ! in_array( $lang, $this->all(), true ) ) {
			update_option( 'tvilling_languages', array_merge( $this->all(), array( $lang ) ) );
		}
	}

	/** The translations of an object, itself included. */
	public function group( string $kind, int $id ): array {
		$own   = $this->of( $kind, $id );
		$group = array( $own => $id );
		foreach ( $this->named( $kind, $id ) as $lang => $other ) {
			if ( $lang !== $own && ( $this->named( $kind, $other )[ $own ] ?? 0 ) === $id ) {
				$group[ $lang ] = $other;
			}
		}
		return $group;
	}

	/** Makes these translations of one another, and of no others. */
	public function save( string $kind, array $group ): void {
		foreach ( $group as $id ) {
			update_metadata( tvilling_type( $kind ), $id, '_tvilling_twins', $group );
		}
	}

	/** The arguments of a query for objects in these languages; in all, if none is named. */
	public function restrict( string $kind, array $args, array $langs ): array {
		if ( $langs ) {
			$asked = array(
				'key'     => '_tvilling_lang',
				'value'   => $langs,
				'compare' => 'IN',
			);
			$none  = array(
				'key'     => '_tvilling_lang',
				'compare' => 'NOT EXISTS',
			);
			// What has no language yet counts as written in the default one.
			$args['meta_query'][] = in_array( $this->all()[0], $langs, true ) ? array(
				$asked,
				$none,
				'relation' => 'OR',
			) : $asked;
		}
		return $args;
	}

	private function named( string $kind, int $id ): array {
		return array_map( 'intval', (array) get_metadata( tvilling_type( $kind ), $id, '_tvilling_twins', true ) );
	}
}

/** Languages and translations by the functions that Polylang documents. */
class Tvilling_Polylang extends Tvilling_Languages {
	const NAME = 'polylang';

	public function all(): array {
		return array_values( array_unique( array_merge( array( (string) pll_default_language() ), pll_languages_list() ) ) );
	}

	public function allows( string $lang ): bool {
		return in_array( $lang, $this->all(), true );
	}

	public function of( string $kind, int $id ): string {
		$lang = 'post' === $kind ? pll_get_post_language( $id ) : pll_get_term_language( $id );
		return $lang ? $lang : $this->all()[0];
	}

	public function set( string $kind, int $id, string $lang ): void {
		'post' === $kind ? pll_set_post_language( $id, $lang ) : pll_set_term_language( $id, $lang );
	}

	public function group( string $kind, int $id ): array {
		$group = 'post' === $kind ? pll_get_post_translations( $id ) : pll_get_term_translations( $id );
		return array( $this->of( $kind, $id ) => $id ) + array_map( 'intval', $group );
	}

	public function save( string $kind, array $group ): void {
		$save = 'post' === $kind ? 'pll_save_post_translations' : 'pll_save_term_translations';
		// Polylang leaves one-way links behind unless each leaves its earlier group first.
		foreach ( $group as $lang => $id ) {
			$save( array( $lang => $id ) );
		}
		if ( count( $group ) > 1 ) {
			$save( $group );
		}
	}

	public function restrict( string $kind, array $args, array $langs ): array {
		if ( $langs && 'post' === $kind ) {
			$args['tax_query'][] = array(
				'taxonomy' => 'language',
				'field'    => 'slug',
				'terms'    => $langs,
			);
		} elseif ( $langs ) {
			$args['lang'] = implode( ',', $langs );
		}
		return $args;
	}
}

/** Languages and translations by the hooks that WPML documents. Experimental: never tried. */
class Tvilling_WPML extends Tvilling_Polylang {
	const NAME = 'wpml';

	public function all(): array {
		$all = array_keys( (array) apply_filters( 'wpml_active_languages', array(), array( 'skip_missing' => 0 ) ) );
		return array_values( array_unique( array_merge( array( (string) apply_filters( 'wpml_default_language', '' ) ), $all ) ) );
	}

	public function of( string $kind, int $id ): string {
		$asked = array(
			'element_id'   => $this->element( $kind, $id ),
			'element_type' => $kind,
		);
		$lang  = apply_filters( 'wpml_element_language_code', null, $asked );
		return $lang ? $lang : $this->all()[0];
	}

	public function set( string $kind, int $id, string $lang ): void {
		$this->write( $kind, $id, $lang, false, null );
	}

	public function group( string $kind, int $id ): array {
		$group = array( $this->of( $kind, $id ) => $id );
		$found = apply_filters( 'wpml_get_element_translations', array(), $this->trid( $kind, $id ), $this->type( $kind ) );
		foreach ( (array) $found as $lang => $one ) {
			$group[ $lang ] = (int) ( 'post' === $kind ? $one->element_id : $one->term_id );
		}
		return $group;
	}

	public function save( string $kind, array $group ): void {
		$original = null;
		$trid     = false;
		foreach ( $group as $lang => $id ) {
			$this->write( $kind, $id, $lang, $trid, $original );
			$original = $original ?? $lang;
			$trid     = $this->trid( $kind, $id );
		}
	}

	public function restrict( string $kind, array $args, array $langs ): array {
		do_action( 'wpml_switch_language', 1 === count( $langs ) ? $langs[0] : 'all' );
		return $args;
	}

	private function write( string $kind, int $id, string $lang, $trid, ?string $original ): void {
		$details = array(
			'element_id'           => $this->element( $kind, $id ),
			'element_type'         => $this->type( $kind ),
			'trid'                 => $trid,
			'language_code'        => $lang,
			'source_language_code' => $original,
		);
		do_action( 'wpml_set_element_language_details', $details );
	}

	private function trid( string $kind, int $id ) {
		return apply_filters( 'wpml_element_trid', null, $this->element( $kind, $id ), $this->type( $kind ) );
	}

	private function element( string $kind, int $id ): int {
		return 'post' === $kind ? $id : get_term( $id, $kind )->term_taxonomy_id;
	}

	private function type( string $kind ): string {
		return 'post' === $kind ? 'post_post' : "tax_$kind";
	}
}

/** Where this site keeps its languages. */
function tvilling_languages(): Tvilling_Languages {
	static $languages = null;
	if ( null === $languages ) {
		$languages = defined( 'ICL_SITEPRESS_VERSION' ) ? new Tvilling_WPML() : new Tvilling_Languages();
		$languages = function_exists( 'PLL' ) ? new Tvilling_Polylang() : $languages;
	}
	return $languages;
}

/** What WordPress calls the metadata of a kind. */
function tvilling_type( string $kind ): string {
	return 'post' === $kind ? 'post' : 'term';
}

/** The key of an object, or nothing. */
function tvilling_key( string $kind, int $id ): string {
	foreach ( (array) get_metadata( tvilling_type( $kind ), $id ) as $name => $values ) {
		if ( 0 === strpos( $name, '_tvilling_key_' ) ) {
			return (string) $values[0];
		}
	}
	return '';
}

/** The name of the metadata that holds a key: WordPress has an index of names, and none of values. */
function tvilling_key_name( string $kind, string $key ): string {
	return '_tvilling_key_' . md5( "$kind $key" );
}

/** The ids of the objects that have one of the keys, in any language, in the trash or not. */
function tvilling_with_keys( string $kind, array $keys ): array {
	global $wpdb;
	$names = array();
	foreach ( $keys as $key ) {
		$names[] = tvilling_key_name( $kind, $key );
	}
	$type  = tvilling_type( $kind );
	$table = _get_meta_table( $type );
	$marks = implode( ',', array_fill( 0, count( $names ), '%s' ) );
	// phpcs:ignore WordPress.DB -- The names of a table and a column; and a cache could be stale.
	return $names ? array_map( 'intval', $wpdb->get_col( $wpdb->prepare( "SELECT {$type}_id FROM $table WHERE meta_key IN ($marks)", $names ) ) ) : array();
}

/** The object of that kind and id that has the key in the language, outside the trash; or nothing. */
function tvilling_owner( string $kind, string $key, string $lang, int $besides ): int {
	foreach ( tvilling_with_keys( $kind, array( $key ) ) as $id ) {
		$is_there = 'post' === $kind ? ! in_array( get_post_status( $id ), array( 'trash', false ), true ) : (bool) get_term( $id, $kind );
		if ( $id !== $besides && $is_there && tvilling_languages()->of( $kind, $id ) === $lang ) {
			return $id;
		}
	}
	return 0;
}

/** The category of posts without one, in every language. */
function tvilling_default_categories(): array {
	$id = (int) get_option( 'default_category' );
	return get_term( $id, 'category' ) instanceof WP_Term ? tvilling_languages()->group( 'category', $id ) : array();
}

/** A hash over all of an object that an editor can change. */
function tvilling_etag( string $kind, int $id ): string {
	if ( 'post' !== $kind ) {
		$term  = get_term( $id, $kind );
		$parts = array( $term->name, $term->slug, $term->description, $term->parent );
	} else {
		$post  = get_post( $id );
		$parts = array( $post->post_title, $post->post_content, $post->post_excerpt, $post->post_name, (int) get_post_thumbnail_id( $id ) );
		// Nobody's edits: that its day has come, the date of a draft, which moves, and the default
		// category, which WordPress gives to a post without any whenever it is written.
		$parts[] = 'future' === $post->post_status ? 'publish' : $post->post_status;
		$parts[] = '0000-00-00 00:00:00' === $post->post_date_gmt ? '' : $post->post_date_gmt;
		foreach ( array( 'category', 'post_tag' ) as $taxonomy ) {
			$terms = get_the_terms( $id, $taxonomy );
			$ids   = is_array( $terms ) ? wp_list_pluck( $terms, 'term_id' ) : array();
			$ids   = 'category' === $taxonomy ? array_diff( $ids, tvilling_default_categories() ) : $ids;
			sort( $ids );
			$parts[] = $ids;
		}
	}
	return substr( hash( 'sha256', maybe_serialize( $parts ) ), 0, 40 );
}

/** What of a post an editor can change, for comparing it with a later state. */
function tvilling_state( int $id ): array {
	$post      = get_post( $id );
	$languages = tvilling_languages();
	$state     = array(
		'title'            => $post->post_title,
		'content'          => $post->post_content,
		'excerpt'          => $post->post_excerpt,
		'slug'             => $post->post_name,
		'status'           => $post->post_status,
		'date_gmt'         => '0000-00-00 00:00:00' === $post->post_date_gmt ? '' : str_replace( ' ', 'T', $post->post_date_gmt ),
		'featured_media'   => (int) get_post_thumbnail_id( $id ),
		'author'           => (int) $post->post_author,
		'translations'     => $languages->group( 'post', $id ),
		'default_category' => (int) ( tvilling_default_categories()[ $languages->of( 'post', $id ) ] ?? get_option( 'default_category' ) ),
	);
	foreach ( array(
		'categories' => 'category',
		'tags'       => 'post_tag',
	) as $name => $taxonomy ) {
		$terms          = get_the_terms( $id, $taxonomy );
		$state[ $name ] = is_array( $terms ) ? wp_list_pluck( $terms, 'term_id' ) : array();
	}
	return $state;
}

/** Remembers an object as what was published last. */
function tvilling_remember( string $kind, int $id ): void {
	update_metadata( tvilling_type( $kind ), $id, '_tvilling_published_etag', tvilling_etag( $kind, $id ) );
	if ( 'post' === $kind ) {
		update_metadata( 'post', $id, '_tvilling_published', wp_slash( wp_json_encode( tvilling_state( $id ) ) ) );
	}
}

/** What the object was when it was published last; nothing where that is being written as we look. */
function tvilling_published_etag( string $kind, int $id ): string {
	$type = tvilling_type( $kind );
	$kept = (string) get_metadata( $type, $id, '_tvilling_published_etag', true );
	if ( '' === $kept || tvilling_etag( $kind, $id ) === $kept ) {
		return $kept;
	}
	// Somebody edited it, or it was read in the middle of a publication: who waits can tell.
	tvilling_locked( $kind, array( $id ), '', '' );
	'post' === $kind ? clean_post_cache( $id ) : clean_term_cache( $id, $kind );
	$kept = (string) get_metadata( $type, $id, '_tvilling_published_etag', true );
	$now  = tvilling_etag( $kind, $id );
	return tvilling_unlock( $now === $kept ? '' : $kept );
}

/** A refusal that names the parameter, like WordPress's own. */
function tvilling_invalid( string $name, string $message ): WP_Error {
	return new WP_Error(
		'rest_invalid_param',
		"Invalid parameter(s): $name",
		array(
			'status' => 400,
			'params' => array( $name => $message ),
		)
	);
}

/** The group of an object, whose id may be 0 yet, after these translations are given to it. */
function tvilling_joined( string $kind, int $id, string $lang, array $given ): array {
	$others = array_diff_key( $given, array( $lang => 0 ) );
	$group  = array( $lang => $id ) + $others;
	foreach ( $others ? array_filter( array_merge( array( $id ), array_values( $others ) ) ) : array() as $member ) {
		$group += tvilling_languages()->group( $kind, $member );
	}
	ksort( $group );
	return array_filter( $group );
}

/** Links an object; those that leave its group, or one that it takes members from, stay linked. */
function tvilling_link( string $kind, int $id, string $lang, array $given ): void {
	$languages = tvilling_languages();
	$group     = tvilling_joined( $kind, $id, $lang, $given );
	$earlier   = array( $id => $languages->group( $kind, $id ) );
	foreach ( $group as $member ) {
		$earlier[ $member ] = $languages->group( $kind, $member );
	}
	foreach ( $earlier as $member => $one ) {
		if ( $one == $group ) { // phpcs:ignore Universal.Operators.StrictComparisons -- In any order.
			unset( $earlier[ $member ] );
		} elseif ( array_diff( $one, $group ) ) {
			$languages->save( $kind, array_diff( $one, $group ) );
		}
	}
	if ( $earlier ) {
		$languages->save( $kind, $group );
		// Pages are kept by caches until their post is written; those of the others show links too.
		array_map( 'post' === $kind ? 'clean_post_cache' : 'clean_term_cache', $group );
	}
}

/** Why the links in a request cannot be, or nothing. */
function tvilling_wrong_links( string $kind, int $id, string $lang, array $given ): ?WP_Error {
	$languages = tvilling_languages();
	foreach ( $given as $name => $other ) {
		$is_same = $lang === (string) $name;
		if ( 0 === $other || ( $is_same && $other === $id ) ) {
			continue;
		}
		$is_there = 'post' === $kind ? 'post' === get_post_type( $other ) : get_term( $other, $kind ) instanceof WP_Term;
		if ( $is_same || ! $is_there || $languages->of( $kind, $other ) !== (string) $name ) {
			return tvilling_invalid( 'translations', "translations[$name]: $other is not there, or not in that language." );
		}
	}
	foreach ( tvilling_joined( $kind, $id, $lang, $given ) as $member ) {
		if ( ! current_user_can( 'post' === $kind ? 'edit_post' : 'edit_term', $member ) ) {
			return new WP_Error( 'rest_cannot_edit', "Sorry, you are not allowed to link $member.", array( 'status' => rest_authorization_required_code() ) );
		}
	}
	return null;
}

/** Waits for the locks, which end with the request; false if that takes too long. */
function tvilling_lock( array $names ): bool {
	global $wpdb, $tvilling_locks;
	foreach ( $names as $name ) {
		$lock             = 'tvilling:' . md5( DB_NAME . $wpdb->prefix . $name );
		$tvilling_locks[] = $lock;
		if ( '1' !== $wpdb->get_var( $wpdb->prepare( 'SELECT GET_LOCK(%s, 20)', $lock ) ) ) { // phpcs:ignore WordPress.DB
			return false;
		}
	}
	return true;
}

/** The response, after the locks of its request are ended. */
function tvilling_unlock( $response ) {
	global $wpdb, $tvilling_locks;
	foreach ( (array) $tvilling_locks as $lock ) {
		$wpdb->query( $wpdb->prepare( 'SELECT RELEASE_LOCK(%s)', $lock ) ); // phpcs:ignore WordPress.DB
	}
	$tvilling_locks = array();
	return $response;
}

/** The kind and id that a request writes to, the id 0 for a new one; nothing for other requests. */
function tvilling_target( WP_REST_Request $request, string $route ): ?array {
	if ( 'GET' === $request->get_method() || ! preg_match( '~^/wp/v2/(posts|categories|tags)(/\(\?P<id>[^/]+)?$~', $route, $found ) ) {
		return null;
	}
	$kind     = TVILLING_KINDS[ $found[1] ];
	$id       = empty( $found[2] ) ? 0 : (int) $request['id'];
	$is_there = 'post' === $kind ? 'post' === get_post_type( $id ) : get_term( $id, $kind ) instanceof WP_Term;
	return $id && ! $is_there ? null : array( $kind, $id );
}

/** Refuses what must not be written, before anything is; WordPress has checked the rest by now. */
function tvilling_check( $result, WP_REST_Request $request, string $route ) {
	$target = null === $result ? tvilling_target( $request, $route ) : null;
	if ( ! $target ) {
		return $result;
	}
	list( $kind, $id ) = $target;
	if ( 'DELETE' === $request->get_method() ) {
		return tvilling_unclaimed( $kind, '', $request ) ?? tvilling_locked( $kind, array( $id ), '', '' ) ?? tvilling_stale( $kind, $id, $request );
	}
	$languages = tvilling_languages();
	$own_key   = $id ? tvilling_key( $kind, $id ) : '';
	$key       = $request['tvilling_key'] ?? $own_key;
	$lang      = $id ? $languages->of( $kind, $id ) : ( $request['lang'] ?? $languages->all()[0] );
	$given     = array_map( 'intval', (array) ( $request['translations'] ?? array() ) );
	$refusal   = tvilling_unclaimed( $kind, $own_key, $request ) ?? tvilling_locked( $kind, array_merge( array( $id ), $given ), $key, sanitize_title( $request['slug'] ?? '' ) ) ?? tvilling_stale( $kind, $id, $request );
	if ( $refusal ) {
		return $refusal;
	}
	if ( $id && isset( $request['lang'] ) && $request['lang'] !== $lang ) {
		return new WP_Error( 'tvilling_lang_fixed', "The language is $lang and cannot be changed; make a new one instead.", array( 'status' => 409 ) );
	}
	if ( ! $id && ! $languages->allows( $lang ) ) {
		return tvilling_invalid( 'lang', "$lang is not a language of this site." );
	}
	if ( '' !== $own_key && $key !== $own_key ) {
		return new WP_Error( 'tvilling_key_fixed', 'A key cannot be changed.', array( 'status' => 409 ) );
	}
	$owner = '' === $key ? 0 : tvilling_owner( $kind, $key, $lang, $id );
	if ( $owner ) {
		return new WP_Error(
			'tvilling_key_exists',
			'There is one with that key in that language.',
			array(
				'status'                       => 409,
				tvilling_type( $kind ) . '_id' => $owner,
			)
		);
	}
	return tvilling_wrong_links( $kind, $id, $lang, $given ) ?? tvilling_prepare( $kind, $id, $lang, $request );
}

/** A refusal to those who may not edit others' work: they must not make us take theirs for ours. */
function tvilling_unclaimed( string $kind, string $own_key, WP_REST_Request $request ): ?WP_Error {
	$claims = isset( $request['tvilling_fingerprint'] ) || isset( $request['tvilling_alternates'] ) || ! in_array( $request['tvilling_key'] ?? '', array( '', $own_key ), true );
	if ( ! $claims || current_user_can( 'post' === $kind ? 'edit_others_posts' : 'manage_categories' ) ) {
		return null;
	}
	return new WP_Error( 'tvilling_key_forbidden', 'Sorry, you are not allowed to publish for Tvilling.', array( 'status' => rest_authorization_required_code() ) );
}

/** Waits until nobody else writes the same; a refusal if that takes too long. */
function tvilling_locked( string $kind, array $ids, string $key, string $slug ): ?WP_Error {
	$ids = array_unique( array_filter( $ids ) );
	sort( $ids ); // Everybody waits in one order, so that nobody waits for ever.
	$names = array_merge( $ids, '' === $key ? array() : array( "key $key" ), '' === $slug ? array() : array( "slug $slug" ) );
	$names = preg_filter( '/^/', "$kind ", $names );
	return tvilling_lock( $names ) ? null : new WP_Error( 'tvilling_busy', 'Others are writing the same; try again.', array( 'status' => 503 ) );
}

/** A refusal if the request is meant for an earlier state of the object. */
function tvilling_stale( string $kind, int $id, WP_REST_Request $request ): ?WP_Error {
	$expected = $request['tvilling_if_match'];
	if ( ! $id || null === $expected ) {
		return null;
	}
	// It was read before the lock was ours.
	'post' === $kind ? clean_post_cache( $id ) : clean_term_cache( $id, $kind );
	$etag = tvilling_etag( $kind, $id );
	return $expected === $etag ? null : new WP_Error(
		'tvilling_changed',
		'This was changed since you read it.',
		array(
			'status'        => 412,
			'tvilling_etag' => $etag,
		)
	);
}

/** The term of that slug in any language, or 0; Polylang would hide those of other languages. */
function tvilling_term( string $kind, string $slug ): int {
	$asked = array(
		'taxonomy'   => $kind,
		'slug'       => $slug,
		'hide_empty' => false,
		'fields'     => 'ids',
		'lang'       => '',
	);
	$found = get_terms( $asked );
	return is_array( $found ) ? (int) reset( $found ) : 0;
}

/** Makes a request for a new object say what WordPress and Polylang would guess from another one. */
function tvilling_prepare( string $kind, int $id, string $lang, WP_REST_Request $request ): ?WP_Error {
	if ( $id ) {
		return null;
	}
	$request['lang'] = $lang;
	if ( 'post' === $kind ) {
		return null;
	}
	$slug  = sanitize_title( empty( $request['slug'] ) ? (string) $request['name'] : $request['slug'] );
	$taken = tvilling_term( $kind, $slug );
	if ( $taken && tvilling_languages()->of( $kind, $taken ) !== $lang ) {
		$request['slug'] = $slug . '-' . strtolower( $lang );
		$taken           = tvilling_term( $kind, $request['slug'] );
		if ( $taken ) {
			return new WP_Error(
				'term_exists',
				'There is a term of that name in that language.',
				array(
					'status'  => 400,
					'term_id' => $taken,
				)
			);
		}
	}
	return null;
}

/** The metadata of a new post is written together with it: whatever fails later, it is known again. */
function tvilling_before_insert( $post, WP_REST_Request $request ) {
	if ( empty( $post->ID ) && ! empty( $request['tvilling_key'] ) ) {
		$post->meta_input = array( tvilling_key_name( 'post', $request['tvilling_key'] ) => $request['tvilling_key'] );
		if ( 'alone' === tvilling_languages()::NAME ) {
			$post->meta_input['_tvilling_lang'] = $request['lang'];
		}
	}
	return $post;
}

/** Remembers what the object was when everything that came with a fingerprint had been written. */
function tvilling_after_insert( $item, WP_REST_Request $request ): void {
	if ( isset( $request['tvilling_fingerprint'] ) ) {
		list( $kind, $id ) = $item instanceof WP_Term ? array( $item->taxonomy, $item->term_id ) : array( 'post', $item->ID );
		tvilling_remember( $kind, $id );
		if ( 'post' === $kind ) {
			// WordPress takes the slug out of the trash with the post, and leaves the comments there.
			wp_untrash_post_comments( $id );
		}
	}
}

/** Remembers that it was us who put a post into the trash. */
function tvilling_after_delete( $post, $response, WP_REST_Request $request ): void {
	if ( is_string( $request['tvilling_fingerprint'] ) && 'trash' === get_post_status( $post->ID ) ) {
		update_metadata( 'post', $post->ID, '_tvilling_fingerprint', wp_slash( substr( $request['tvilling_fingerprint'], 0, 255 ) ) );
		tvilling_remember( 'post', $post->ID );
	}
}

/** The addresses of a post's translations on other sites by language, and of `x-default`. */
function tvilling_alternates( int $id ): array {
	return array_map( 'strval', array_filter( (array) get_post_meta( $id, '_tvilling_alternates', true ) ) );
}

/** Remembers those addresses, which the schema of the field has validated. */
function tvilling_set_alternates( int $id, array $addresses ): void {
	ksort( $addresses );
	update_post_meta( $id, '_tvilling_alternates', wp_slash( array_map( 'sanitize_url', $addresses ) ) );
	clean_post_cache( $id );
}

/** What the featured image of a post shows, in the post's language; nothing if that is not known. */
function tvilling_image_alt( int $id ): string {
	list( $image, $alt ) = (array) get_post_meta( $id, '_tvilling_image_alt', true ) + array( 0, '' );
	return get_post_thumbnail_id( $id ) === $image ? (string) $alt : '';
}

/** Adds the fields to a kind; `lang` and `translations` are those of Polylang Pro where that is. */
function tvilling_add_fields( string $kind ): void {
	$languages = tvilling_languages();
	$type      = tvilling_type( $kind );
	$meta      = static fn( $name ) => static fn( $item ) => (string) get_metadata( $type, $item['id'], $name, true );
	$id_of     = static fn( $item ) => $item instanceof WP_Term ? $item->term_id : $item->ID;
	$text      = array(
		'type'      => 'string',
		'maxLength' => 255,
		'context'   => array( 'edit' ),
	);
	$read_only = array( 'readonly' => true ) + $text;
	$lang      = array(
		'type'    => 'string',
		'pattern' => '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
		'context' => array( 'view', 'edit' ),
	);
	$number    = array(
		'type'    => 'integer',
		'minimum' => 0,
	);
	$fields    = array(
		'lang'                    => array(
			'get_callback'    => static fn( $item ) => $languages->of( $kind, $item['id'] ),
			'update_callback' => static fn( $value, $item ) => $languages->of( $kind, $id_of( $item ) ) === $value || $languages->set( $kind, $id_of( $item ), $value ),
			'schema'          => $lang,
		),
		'translations'            => array(
			'get_callback'    => static fn( $item ) => (object) $languages->group( $kind, $item['id'] ),
			'update_callback' => static fn( $value, $item ) => tvilling_link( $kind, $id_of( $item ), $languages->of( $kind, $id_of( $item ) ), array_map( 'intval', $value ) ),
			'schema'          => array(
				'type'                 => 'object',
				'additionalProperties' => $number,
				'context'              => array( 'view', 'edit' ),
			),
		),
		'tvilling_key'            => array(
			'get_callback'    => static fn( $item ) => tvilling_key( $kind, $item['id'] ),
			'update_callback' => static fn( $value, $item ) => '' === $value || update_metadata( $type, $id_of( $item ), tvilling_key_name( $kind, $value ), wp_slash( $value ) ),
			'schema'          => $text,
		),
		'tvilling_fingerprint'    => array(
			'get_callback'    => $meta( '_tvilling_fingerprint' ),
			'update_callback' => static fn( $value, $item ) => update_metadata( $type, $id_of( $item ), '_tvilling_fingerprint', wp_slash( $value ) ),
			'schema'          => $text,
		),
		'tvilling_etag'           => array(
			'get_callback' => static fn( $item, $name, $request ) => 'edit' === $request['context'] ? tvilling_etag( $kind, $item['id'] ) : '',
			'schema'       => $read_only,
		),
		'tvilling_published_etag' => array(
			'get_callback' => static fn( $item, $name, $request ) => 'edit' === $request['context'] ? tvilling_published_etag( $kind, $item['id'] ) : '',
			'schema'       => $read_only,
		),
		'tvilling_published'      => array(
			'get_callback' => static fn( $item ) => 'post' === $kind ? json_decode( (string) get_post_meta( $item['id'], '_tvilling_published', true ), true ) : null,
			'schema'       => array(
				'type'     => array( 'object', 'null' ),
				'readonly' => true,
				'context'  => array( 'edit' ),
			),
		),
		'tvilling_alternates'     => array(
			'get_callback'    => static fn( $item ) => (object) tvilling_alternates( $item['id'] ),
			'update_callback' => static fn( $value, $item ) => tvilling_set_alternates( $item->ID, $value ),
			'schema'          => array(
				'type'                 => 'object',
				'maxProperties'        => 50,
				'additionalProperties' => false,
				'patternProperties'    => array(
					'^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*|x-default)$' => array(
						'type'      => 'string',
						'maxLength' => 2000,
						'pattern'   => '^https?://[^\\s<>"\\\\]+$',
					),
				),
				'context'              => array( 'edit' ),
			),
		),
		'tvilling_image_alt'      => array(
			'get_callback'    => static fn( $item ) => tvilling_image_alt( $item['id'] ),
			'update_callback' => static fn( $value, $item ) => update_post_meta( $item->ID, '_tvilling_image_alt', wp_slash( array( get_post_thumbnail_id( $item ), $value ) ) ),
			'schema'          => array(
				'type'    => 'string',
				'context' => array( 'edit' ),
			),
		),
		'tvilling_if_match'       => array( 'schema' => array( 'context' => array() ) + $text ),
	);
	if ( 'post' !== $kind ) {
		unset( $fields['tvilling_alternates'], $fields['tvilling_image_alt'] );
	}
	$fields = defined( 'POLYLANG_PRO' ) ? array_slice( $fields, 2 ) : $fields;
	foreach ( $fields as $name => $field ) {
		register_rest_field( 'post_tag' === $kind ? 'tag' : $kind, $name, $field );
	}
}

/** Adds `tvilling_key` and `lang` to the parameters of a list. */
function tvilling_add_params( array $params ): array {
	$params['tvilling_key'] = array(
		'description'       => 'Comma-separated keys, for those who may edit.',
		'type'              => 'string',
		'validate_callback' => static fn( $value ) => current_user_can( 'edit_posts' ) && is_string( $value )
			? true
			: new WP_Error( 'rest_forbidden_param', 'tvilling_key is a text, and only for those who may edit.' ),
	);
	$params['lang']         = ( defined( 'POLYLANG_PRO' ) ? array() : array(
		'type'  => 'array',
		'items' => array(
			'type'    => 'string',
			'pattern' => '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
		),
	) ) + ( $params['lang'] ?? array() );
	return $params;
}

/** The arguments of a list's query, with the objects that have those keys and languages. */
function tvilling_query( string $kind, array $args, WP_REST_Request $request ): array {
	if ( isset( $request['tvilling_key'] ) ) {
		$name          = 'post' === $kind ? 'post__in' : 'include';
		$ids           = tvilling_with_keys( $kind, explode( ',', $request['tvilling_key'] ) );
		$ids           = empty( $args[ $name ] ) ? $ids : array_intersect( $args[ $name ], $ids );
		$args[ $name ] = $ids ? $ids : array( 0 );
	}
	return defined( 'POLYLANG_PRO' ) ? $args : tvilling_languages()->restrict( $kind, $args, (array) ( $request['lang'] ?? array() ) );
}

add_filter( 'rest_dispatch_request', 'tvilling_check', 10, 3 );
add_filter( 'rest_request_after_callbacks', 'tvilling_unlock' );
add_filter( 'rest_pre_insert_post', 'tvilling_before_insert', 10, 2 );
add_action( 'rest_delete_post', 'tvilling_after_delete', 10, 3 );
add_action(
	'rest_api_init',
	static function () {
		foreach ( TVILLING_KINDS as $kind ) {
			tvilling_add_fields( $kind );
			add_action( "rest_after_insert_$kind", 'tvilling_after_insert', PHP_INT_MAX, 2 );
			add_filter( "rest_{$kind}_collection_params", 'tvilling_add_params' );
			add_filter( "rest_{$kind}_query", static fn( $args, $request ) => tvilling_query( $kind, $args, $request ), 10, 2 );
		}
	}
);
add_filter(
	'rest_index',
	static function ( $response ) {
		if ( current_user_can( 'edit_posts' ) ) {
			$languages                  = tvilling_languages();
			$response->data['tvilling'] = array(
				'version'         => 2,
				'languages'       => $languages->all(),
				'backend'         => $languages::NAME,
				'unfiltered_html' => current_user_can( 'unfiltered_html' ), // Capabilities of users say nothing of that.
			);
		}
		return $response;
	}
);

/* The public pages: what a featured image shows, since a file says that in one language alone. */

add_filter(
	'post_thumbnail_html',
	static function ( $html, $id ) {
		$alt = tvilling_image_alt( (int) $id );
		return '' === $alt ? $html : preg_replace_callback( '/(?<=\s)alt="[^"]*"/', static fn() => 'alt="' . esc_attr( $alt ) . '"', $html, 1 );
	},
	10,
	2
);

/* The public pages, where neither Polylang nor WPML looks after them. */

/** What the page at hand is about, if its languages are kept here, else nothing. */
function tvilling_page_kind(): string {
	$item = get_queried_object();
	$kind = $item instanceof WP_Post ? $item->post_type : ( $item instanceof WP_Term ? $item->taxonomy : '' );
	return 'alone' === tvilling_languages()::NAME && in_array( $kind, TVILLING_KINDS, true ) ? $kind : '';
}

/** The language of the page at hand, or nothing. */
function tvilling_page_language(): string {
	$kind = tvilling_page_kind();
	return $kind ? tvilling_languages()->of( $kind, get_queried_object_id() ) : '';
}

/** The addresses of the page at hand in all its languages, on other sites too, or none. */
function tvilling_addresses(): array {
	$kind      = tvilling_page_kind();
	$addresses = array();
	foreach ( $kind ? tvilling_languages()->group( $kind, get_queried_object_id() ) : array() as $lang => $id ) {
		if ( 'post' === $kind ? 'publish' === get_post_status( $id ) : get_term( $id, $kind )->count ) {
			$addresses[ $lang ] = 'post' === $kind ? get_permalink( $id ) : get_term_link( $id, $kind );
		}
	}
	if ( 'post' === $kind ) {
		$addresses += array_diff_key( tvilling_alternates( get_queried_object_id() ), array( 'x-default' => '' ) );
	}
	ksort( $addresses );
	return $addresses;
}

/** Links to the page at hand in its other languages, for a theme or as [tvilling_switcher]. */
function tvilling_switcher(): string {
	$links = array();
	foreach ( array_diff_key( tvilling_addresses(), array( tvilling_page_language() => '' ) ) as $lang => $url ) {
		$name    = class_exists( 'Locale' ) ? Locale::getDisplayName( $lang, $lang ) : $lang;
		$links[] = sprintf( '<a href="%s" hreflang="%3$s" lang="%3$s" rel="alternate">%s</a>', esc_url( $url ), esc_html( $name ), esc_attr( $lang ) );
	}
	return $links ? '<p class="tvilling-switcher">' . implode( ' · ', $links ) . '</p>' : '';
}

add_shortcode( 'tvilling_switcher', 'tvilling_switcher' );
add_action(
	'wp_head',
	static function () {
		$addresses = tvilling_addresses();
		if ( count( $addresses ) > 1 ) {
			// Sites that share their translations name the same page; each has a default language of its own.
			$shared                 = 'post' === tvilling_page_kind() ? tvilling_alternates( get_queried_object_id() )['x-default'] ?? null : null;
			$addresses['x-default'] = $shared ?? $addresses[ tvilling_languages()->all()[0] ] ?? reset( $addresses );
			foreach ( $addresses as $lang => $url ) {
				printf( "<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\" />\n", esc_attr( $lang ), esc_url( $url ) );
			}
		}
	}
);
add_filter(
	'language_attributes',
	static function ( $output ) {
		$lang = is_admin() ? '' : tvilling_page_language();
		return '' === $lang ? $output : preg_replace( '/\blang="[^"]*"/', 'lang="' . esc_attr( $lang ) . '"', $output );
	}
);
add_filter(
	'the_content',
	static function ( $content ) {
		/** Whether the links to other languages stand above the text of a post. */
		$is_wanted = is_singular( 'post' ) && in_the_loop() && is_main_query() && apply_filters( 'tvilling_show_switcher', true );
		return $is_wanted && false === strpos( $content, 'tvilling-switcher' ) ? tvilling_switcher() . $content : $content;
	},
	20
);
