"""The rules of the flow by what they judge: declaring, evidence, reviewing, rounds, and what comes beside."""
