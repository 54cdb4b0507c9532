/** HTTP/1.1 and HTTP/2 servers and clients. */
@NullMarked
package io.beltline.transport.http;

import org.jspecify.annotations.NullMarked;
