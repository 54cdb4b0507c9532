/** What exporters make of requests that no server answered. */
package io.beltline.components.answers;
