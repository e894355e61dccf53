package io.rolegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rolegate.identity.Page;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    @Test
    void firstPageHasAHundredItems() {
        assertThat(Paging.request(new Parameters(Map.of()))).isEqualTo(new Page.Request(null, 100));
    }

    @Test
    void lastPageHasNoMarker() {
        assertThat(answered(null)).containsEntry("IsTruncated", false).doesNotContainKey("Marker");
    }

    @Property
    void markerOfAnAnswerOpensTheNextPage(@ForAll @AlphaChars @StringLength(min = 1, max = 64) String marker) {
        Map<String, Object> answer = answered(marker);

        assertThat(answer).containsEntry("IsTruncated", true);
        assertThat(Paging.request(new Parameters(Map.of("Marker", (String) answer.get("Marker"), "MaxItems", "7"))))
                .isEqualTo(new Page.Request(marker, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "!!", "bTE6", "bTI6YWxpY2U", "bTE6_w", "bTE6AA", "YQ==", "\u0661"})
    void garbageIsNoMarker(String garbage) {
        ApiException refusal = catchThrowableOfType(
                ApiException.class, () -> Paging.request(new Parameters(Map.of("Marker", garbage))));

        assertThat(refusal.code()).isEqualTo("InvalidParameter.Marker");
    }

    private static Map<String, Object> answered(@Nullable String nextMarker) {
        return new Fields()
                .page("Users", "User", new Page<>(List.of("a"), nextMarker), name -> new Fields().put("UserName", name))
                .toMap();
    }
}
