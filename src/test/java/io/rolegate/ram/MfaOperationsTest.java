package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MfaOperationsTest {
    private final RamFixture ram = new RamFixture();

    @Test
    void imageHoldsTheSeedForAuthenticatorApplications() throws Exception {
        Map<?, ?> device =
                object(ram.call("CreateVirtualMFADevice", "VirtualMFADeviceName", "phone"), "VirtualMFADevice");

        String seed = Objects.toString(device.get("Base32StringSeed"));
        assertThat(seed).matches("[A-Z2-7]{32}");
        assertThat(device.get("SerialNumber")).isEqualTo(ram.arn("mfa/phone"));
        assertThat(read(Base64.getDecoder().decode(Objects.toString(device.get("QRCodePNG")))))
                .isEqualTo("otpauth://totp/Rolegate:phone@" + ram.account + "?secret=" + seed + "&issuer=Rolegate");
        assertThat(ram.call("ListVirtualMFADevices").toString())
                .contains("phone")
                .doesNotContain(seed);
    }

    /** Drawn by our own encoder, read by the platform's decoder of PNG and the library's of QR codes. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "0123456789012345678901234567890123456789"})
    void imageReadsAsTheText(String text) throws Exception {
        assertThat(read(QrCode.png(text))).isEqualTo(text);
    }

    @Test
    void deviceNamedAsTheCallerStandsForItself() {
        ram.call("CreateUser", "UserName", "Amy");

        assertThat(ram.resourcesAs(ram.user("Amy"), "CreateVirtualMFADevice", "VirtualMFADeviceName", "Amy"))
                .containsExactly(ram.arn("mfa/Amy"));
        assertThat(ram.resourcesAs(ram.user("Amy"), "CreateVirtualMFADevice", "VirtualMFADeviceName", "Bob"))
                .containsExactly(ram.arn("mfa/*"));
        assertThat(ram.resources("CreateVirtualMFADevice", "VirtualMFADeviceName", "Amy"))
                .containsExactly(ram.arn("mfa/*"));
    }

    @Test
    void devicesAreShownWithTheirUsers() throws Exception {
        ram.world();

        List<Map<?, ?>> devices = devices(ram.call("ListVirtualMFADevices"));

        assertThat(devices.stream().map(device -> device.get("User")).filter(Objects::nonNull))
                .extracting(user -> ((Map<?, ?>) user).get("UserName"))
                .map(Objects::toString)
                .containsExactly("OnlyDevice", "Amy");
        assertThat(devices)
                .hasSize(4)
                .filteredOn(device -> device.containsKey("ActivateDate"))
                .hasSize(2);
    }

    @Test
    void listsThatOlderSdksTakeWholeComeInPagesWhenAsked() {
        ram.world();

        Map<String, Object> first = ram.call("ListVirtualMFADevices", "MaxItems", "3");
        Map<String, Object> second =
                ram.call("ListVirtualMFADevices", "MaxItems", "3", "Marker", Objects.toString(first.get("Marker")));

        assertThat(ram.call("ListVirtualMFADevices")).doesNotContainKey("IsTruncated");
        assertThat(first).containsEntry("IsTruncated", true);
        assertThat(devices(first)).hasSize(3);
        assertThat(second).containsEntry("IsTruncated", false).doesNotContainKey("Marker");
        assertThat(devices(second)).hasSize(1);
    }

    @Test
    void summaryCountsWhatThereIs() {
        ram.world();

        Map<?, ?> summary = object(ram.call("GetAccountSummary"), "SummaryMap");

        assertThat(summary.get("Users")).isEqualTo(10L);
        assertThat(summary.get("UsersQuota")).isEqualTo(5000L);
        assertThat(summary.get("Groups")).isEqualTo(4L);
        assertThat(summary.get("Roles")).isEqualTo(3L);
        assertThat(summary.get("Policies")).isEqualTo(5L);
        assertThat(summary.get("PolicySizeQuota")).isEqualTo(6144L);
        assertThat(summary.get("MFADevices")).isEqualTo(4L);
        assertThat(summary.get("MFADevicesInUse")).isEqualTo(2L);
        assertThat(summary.get("AttachedSystemPoliciesPerRoleQuota")).isEqualTo(20L);
    }

    private static List<Map<?, ?>> devices(Map<String, Object> answer) {
        List<Map<?, ?>> devices = new ArrayList<>();
        for (Object device : (List<?>)
                Objects.requireNonNull(object(answer, "VirtualMFADevices").get("VirtualMFADevice"))) {
            devices.add((Map<?, ?>) device);
        }
        return devices;
    }

    private static String read(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }

    private static Map<?, ?> object(Map<String, Object> fields, String name) {
        return (Map<?, ?>) Objects.requireNonNull(fields.get(name));
    }
}
