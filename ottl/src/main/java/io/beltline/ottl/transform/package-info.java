/** The functions of OTTL that only the transform processor has. */
@org.jspecify.annotations.NullMarked
package io.beltline.ottl.transform;
