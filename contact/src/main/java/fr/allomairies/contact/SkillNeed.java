package fr.allomairies.contact;

/// A skill with the least level (1 to 5) that a contact asks for, or the level that an agent has.
/// No skill is not level 0: an agent without the skill has no entry at all.
public record SkillNeed(Skill skill, int level) {

    public static final int LOWEST = 1;
    public static final int HIGHEST = 5;

    public SkillNeed {
        if (level < LOWEST || level > HIGHEST) {
            throw new IllegalArgumentException("a skill level is 1 to 5, was: " + level);
        }
    }
}
