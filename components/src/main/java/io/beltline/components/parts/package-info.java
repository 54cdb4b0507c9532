/** Which parts of a request go where, shared by connectors that spread requests. */
package io.beltline.components.parts;
