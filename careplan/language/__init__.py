"""The language: care programmes, enrolments, sites and cases as people write them."""
