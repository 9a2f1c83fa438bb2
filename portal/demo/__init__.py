"""The demo institution: invented people whose cases were walked through the door, on past days."""
