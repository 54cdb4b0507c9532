/**
 * The expression language of log operators: a subset of expr-lang, compiled once and evaluated for
 * each entry.
 */
@NullMarked
package io.beltline.components.expression;

import org.jspecify.annotations.NullMarked;
