/**
 * Operators: small steps that parse and shape log entries inside a receiver, chained as users write
 * them under {@code operators}. Shared by all receivers of logs.
 */
@NullMarked
package io.beltline.components.operators;

import org.jspecify.annotations.NullMarked;
