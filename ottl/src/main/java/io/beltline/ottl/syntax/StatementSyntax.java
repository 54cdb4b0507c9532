package io.beltline.ottl.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A statement as it was written.
 *
 * @param text the whole text
 * @param editor the call that edits
 * @param condition what stands behind {@code where}, or null
 */
public record StatementSyntax(String text, Syntax.Call editor, @Nullable Syntax condition) {}
