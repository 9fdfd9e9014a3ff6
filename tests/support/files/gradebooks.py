"""Gradebooks that name the students of the class of the tests."""

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Exam (101),Quiz 1 (102),Final Score
    Points Possible,,,,,100,7,(read only)
"Osei, Amara",11,0071,amara,8A,,,72
"Bora, Ben",12,0072,ben,8A,61,"6",80
"Student, Test",13,,test,8A,,,
"""
POWERTEACHER = """\
Teacher Name:,Made Up,
Class:,8A Maths,
Assignment Name:,Exam,
Due Date:,2026-11-25,
Points Possible:,100.0,
Extra Points:,0.0,
Score Type:,POINTS,
Student Num,Student Name,Score
0071,"Osei, Amara",
0072,"Bora, Ben",
"""
