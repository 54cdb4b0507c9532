/** The {@code sigv4auth} extension: requests signed for the services of Amazon. */
@NullMarked
package io.beltline.extension.sigv4auth;

import org.jspecify.annotations.NullMarked;
