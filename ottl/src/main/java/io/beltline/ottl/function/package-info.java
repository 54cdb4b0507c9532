/** Editors and converters, and what it takes to write one. */
package io.beltline.ottl.function;
