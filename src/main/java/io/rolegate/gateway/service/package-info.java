/** Service definitions: what is behind the gateway and what its operations are called (design, section 9). */
@NullMarked
package io.rolegate.gateway.service;

import org.jspecify.annotations.NullMarked;
