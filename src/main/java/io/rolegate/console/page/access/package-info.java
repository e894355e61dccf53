/** Pages on which an account is administered: its users, groups, roles, policies and settings. */
@NullMarked
package io.rolegate.console.page.access;

import org.jspecify.annotations.NullMarked;
