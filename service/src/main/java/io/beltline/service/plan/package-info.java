/** The plan: the configuration as a whole, read, checked and bound. */
@NullMarked
package io.beltline.service.plan;

import org.jspecify.annotations.NullMarked;
