/** What components that listen on the network share. */
@NullMarked
package io.beltline.components.server;

import org.jspecify.annotations.NullMarked;
