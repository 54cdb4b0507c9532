@NullMarked
package io.beltline.delivery;

import org.jspecify.annotations.NullMarked;
