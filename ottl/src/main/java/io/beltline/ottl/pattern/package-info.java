/**
 * Regular expressions with RE2's meaning over texts in UTF-8, in time linear in the text, and
 * globs.
 */
package io.beltline.ottl.pattern;
