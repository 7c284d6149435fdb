package io.equiveil.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Training, work location, device: a new firm watches these conditions for 30 days. The play puts each into force,
/// shows the no and what mends it, and sets it back.
final class ConditionsAct {

    private final Stage stage;
    private final Staff staff;
    private final ClauseChange change;

    ConditionsAct(Stage stage, Staff staff) {
        this.stage = stage;
        this.staff = staff;
        this.change = new ClauseChange(stage, staff);
    }

    void play(Party seller) {
        stage.act("查阅条件：培训、办公地点、设备", "Conditions: training, work location, device");
        stage.permitted(
                "观察期内，没有培训也能查阅，但会记下",
                "While it is only watched, missing training is noted and stops nothing",
                calls(seller));
        nobodyDecidesAlone();
        training(seller);
        workLocation(seller);
        device(seller);
        change.watch("TRAINING", "培训", "training");
        change.watch("JURISDICTION", "办公地点", "the work location");
        change.watch("DEVICE_AND_NETWORK", "设备与网络", "device and network");
    }

    private void nobodyDecidesAlone() {
        Answer proposed = stage.needed(
                "负责人提议：培训这一条件即日生效",
                "The owner proposes that training counts from today",
                change.propose("TRAINING", "IN_FORCE", "示例：一个人说了不算"));
        String at = "/api/access/proposals/" + proposed.text("id");
        stage.refused(
                "自己提议的，自己不能批准",
                "Nobody approves their own proposal",
                "SAME_PERSON",
                staff.owner().actor().post(at + "/approval", Map.of()));
        stage.permitted(
                "另一人可以否决",
                "Another person may turn it down",
                staff.compliance().actor().post(at + "/rejection", Map.of()));
    }

    private void training(Party seller) {
        change.putInForce("TRAINING", "培训", "training");
        stage.refused("没有培训证明，打不开电话", "Without training the number does not open", "NO_TRAINING", calls(seller));
        Answer recorded = stage.permitted(
                "合规负责人登记顾问甲的培训",
                "The compliance officer records advisor A's training",
                staff.compliance()
                        .actor()
                        .post(
                                "/api/training/attestations",
                                Map.of(
                                        "person",
                                        staff.advisor().person(),
                                        "course",
                                        "PRIVACY_LAW",
                                        "expiresAt",
                                        stage.clock()
                                                .instant()
                                                .plus(Duration.ofDays(300))
                                                .toString())));
        stage.permitted(
                "顾问甲本人确认",
                "Advisor A confirms it",
                staff.advisor()
                        .actor()
                        .post("/api/training/attestations/" + recorded.text("id") + "/confirmation", Map.of()));
        stage.permitted("培训有效，电话可以打开", "With training in force the number opens", calls(seller));
    }

    private void workLocation(Party seller) {
        change.putInForce("JURISDICTION", "办公地点", "the work location");
        stage.refused(
                "没有申报办公地点，打不开电话",
                "Without a declared work location the number does not open",
                "WORK_LOCATION_UNKNOWN",
                calls(seller));
        stage.permitted(
                "顾问甲申报：在中国大陆办公",
                "Advisor A declares: working in mainland China",
                staff.advisor()
                        .actor()
                        .put(
                                "/api/work-location",
                                Map.of(
                                        "place",
                                        "CN",
                                        "until",
                                        stage.clock()
                                                .instant()
                                                .plus(Duration.ofDays(90))
                                                .toString())));
        stage.permitted("已申报，电话可以打开", "Declared, and the number opens", calls(seller));
    }

    private void device(Party seller) {
        change.putInForce("DEVICE_AND_NETWORK", "设备与网络", "device and network");
        stage.refused(
                "没有登记过的设备，打不开电话",
                "From a device that nobody registered the number does not open",
                "DEVICE_NOT_REGISTERED",
                calls(seller));
        Answer registered = stage.permitted(
                "顾问甲登记这台设备",
                "Advisor A registers the device",
                staff.advisor().actor().post("/api/devices", Map.of()));
        staff.advisor().actor().useDevice(registered.text("token"));
        stage.refused(
                "登记了还不够，要有人确认",
                "Registered is not enough: somebody must approve it",
                "DEVICE_NOT_REGISTERED",
                calls(seller));
        stage.permitted(
                "安全负责人确认这台设备和办公网络",
                "The security officer approves the device and the office network",
                staff.security().actor().post("/api/devices/" + registered.text("id") + "/approval", Map.of()));
        staff.security().actor().put("/api/devices/networks", Map.of("ranges", List.of("127.0.0.0/8", "::1/128")));
        stage.permitted("设备已确认，电话可以打开", "Approved, and the number opens", calls(seller));
    }

    private Answer calls(Party seller) {
        return staff.advisor().actor().post("/api/clients/" + seller.subject() + "/mobile/opening", Map.of());
    }
}
