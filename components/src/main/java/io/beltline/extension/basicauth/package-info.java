/** The {@code basicauth} extension: user names and passwords, sent or asked for (RFC 7617). */
@NullMarked
package io.beltline.extension.basicauth;

import org.jspecify.annotations.NullMarked;
