/** The graph: components wired as the plan says, and their lives. */
@NullMarked
package io.beltline.service.graph;

import org.jspecify.annotations.NullMarked;
