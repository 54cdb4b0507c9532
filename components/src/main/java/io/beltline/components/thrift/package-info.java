/**
 * Reads messages of Apache Thrift from bytes, in the binary and in the compact form. Nothing is
 * trusted: what bytes say of sizes and nesting is checked against what is there.
 */
@NullMarked
package io.beltline.components.thrift;

import org.jspecify.annotations.NullMarked;
