/** Pipelines that connectors feed, and which parts of a request go where. */
package io.beltline.components.parts;
