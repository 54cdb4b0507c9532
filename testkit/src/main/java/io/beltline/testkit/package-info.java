/** What tests of components share: time that moves by hand. */
@NullMarked
package io.beltline.testkit;

import org.jspecify.annotations.NullMarked;
