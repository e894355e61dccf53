/** ID tokens of OpenID Connect issuers: fetching the issuers' keys and verifying tokens with them. */
@NullMarked
package io.rolegate.sts.oidc;

import org.jspecify.annotations.NullMarked;
