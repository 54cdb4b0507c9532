/** Addresses, event loops and buffers shared by the protocols. */
@NullMarked
package io.beltline.transport.net;

import org.jspecify.annotations.NullMarked;
