/**
 * The {@code headers_setter} extension: headers for outgoing requests from the sender's context.
 */
@NullMarked
package io.beltline.extension.headerssetter;

import org.jspecify.annotations.NullMarked;
