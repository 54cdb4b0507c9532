/**
 * What tests of components need: a clock moved by hand, recording neighbours, and the contract
 * every component must pass.
 */
@NullMarked
package io.beltline.testkit;

import org.jspecify.annotations.NullMarked;
