/** What a statement says, before anybody knows what its names mean. */
package io.beltline.ottl.syntax;
