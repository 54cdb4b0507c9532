/** Values in evaluation: what a field holds or a converter gives, without a box around it. */
package io.beltline.ottl.value;
