@NullMarked
package io.beltline.delivery.journal;

import org.jspecify.annotations.NullMarked;
