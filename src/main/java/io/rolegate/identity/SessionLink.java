package io.rolegate.identity;

/**
 * A session that another one was assumed from.
 *
 * @param accessKeyId the temporary AccessKeyId of that session, which is its id
 * @param position the change-log position at which that session was decided
 */
public record SessionLink(RoleLink role, String accessKeyId, long position) {}
