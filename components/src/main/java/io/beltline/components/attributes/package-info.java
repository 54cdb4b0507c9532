/** Actions on attributes, shared by the processors that edit them. */
package io.beltline.components.attributes;
