/** The {@code include} and {@code exclude} properties shared by several processors. */
package io.beltline.components.match;
