/** Reading protobuf messages that have no generated views. */
@NullMarked
package io.beltline.components.protobuf;

import org.jspecify.annotations.NullMarked;
