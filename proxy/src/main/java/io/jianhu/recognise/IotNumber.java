package io.jianhu.recognise;

/** The thirteen-digit number of a machine's SIM card (物联网卡), behind its label: 1440, 1441, 146, 148 or 1410 first. */
final class IotNumber implements Recogniser {

    private static final Kind KIND = new Kind("iot-number", "物联网卡号", Kind.Sensitivity.ORDINARY);
    private static final Labels LABELS = Labels.of("物联网卡", "物联卡", "物联网", "流量卡", "卡");
    private static final Shape SHAPE =
            Shape.of("1440999999999", "1441999999999", "1469999999999", "1489999999999", "1410999999999");

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return "1";
    }

    @Override
    public int least() {
        return 13;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int end = SHAPE.match(stretch, from);
        return end >= 0 && LABELS.before(stretch, from) ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }
}
