package io.rolegate.policy;

import org.jspecify.annotations.Nullable;

/** The answer to one request, with what caused it. */
public sealed interface Decision {

    /** The outcome alone. */
    Verdict verdict();

    /** The layer that ended the evaluation: of an Allow the identity policies. */
    PolicyKind kind();

    /** The statement that decided, null where none did. */
    @Nullable
    StatementRef by();

    /**
     * The request may pass.
     *
     * @param by the identity (for service and federated principals: trust) statement that allows it; null where
     *     no statement is needed: an account owner's own resources, {@code sts:GetCallerIdentity}
     */
    record Allow(@Nullable StatementRef by) implements Decision {
        @Override
        public PolicyKind kind() {
            return PolicyKind.IDENTITY;
        }

        @Override
        public Verdict verdict() {
            return Verdict.ALLOW;
        }
    }

    /** A Deny statement of the layer {@code kind} applies. */
    record ExplicitDeny(StatementRef by, PolicyKind kind) implements Decision {
        @Override
        public Verdict verdict() {
            return Verdict.EXPLICIT_DENY;
        }
    }

    /**
     * Nothing allows the request.
     *
     * @param missing the first layer that should have allowed it
     * @param cause why it did not
     * @param malformed the policy that keeps its layer from allowing, if {@code cause} is
     *     {@link Cause#MALFORMED_POLICY}, else null
     */
    record ImplicitDeny(PolicyKind missing, Cause cause, @Nullable PolicyRef malformed) implements Decision {
        /** An implicit denial that no malformed policy caused. */
        public ImplicitDeny(PolicyKind missing, Cause cause) {
            this(missing, cause, null);
        }

        @Override
        public PolicyKind kind() {
            return missing;
        }

        @Override
        public @Nullable StatementRef by() {
            return null;
        }

        @Override
        public Verdict verdict() {
            return Verdict.IMPLICIT_DENY;
        }
    }

    /** Why nothing allows a request. */
    enum Cause {
        /** No Allow statement of the layer applies. */
        NO_ALLOW,
        /** The layer holds a malformed policy, so it allows nothing (ram.md §1.1). */
        MALFORMED_POLICY,
        /** The resource belongs to another account and no role was assumed. */
        OTHER_ACCOUNT,
        /** Account owners cannot assume roles; a RAM user can. */
        OWNER_CANNOT_ASSUME
    }
}
