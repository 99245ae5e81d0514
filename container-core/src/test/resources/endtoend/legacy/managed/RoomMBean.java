package legacy.managed;

public interface RoomMBean {
    int getDegrees();

    void setDegrees(int degrees);

    String greet(String name);
}
