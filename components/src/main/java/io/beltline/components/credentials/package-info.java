/** What the components that send or check credentials share. */
@NullMarked
package io.beltline.components.credentials;

import org.jspecify.annotations.NullMarked;
