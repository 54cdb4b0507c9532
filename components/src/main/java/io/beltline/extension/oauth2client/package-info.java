/** The {@code oauth2client} extension: requests with a token that a token endpoint gave. */
@NullMarked
package io.beltline.extension.oauth2client;

import org.jspecify.annotations.NullMarked;
