/**
 * Pipelines that connectors feed, which parts of a request go where, and how what was held is sent.
 */
package io.beltline.components.parts;
