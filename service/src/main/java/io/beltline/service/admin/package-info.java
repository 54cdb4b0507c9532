/** The admin API: what a running collector shows and does for those who run it. */
@NullMarked
package io.beltline.service.admin;

import org.jspecify.annotations.NullMarked;
