"""Development of student Party members (学生党员发展)."""
