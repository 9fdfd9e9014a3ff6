"""One small made-up export per system, by the slug of its format."""

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Essay (101),Quiz 1 (102),Tests Current Score,Final Score,Final Grade
,,,,,Manual Posting,,,,
    Points Possible,,,,,20,10,(read only),(read only),(read only)
"Abel, Ann",11,007001,ann,7B,15,7,72,72,C
"Bora, Ben",12,007002,ben,7B,EX,,N/A,80,B
"Student, Test",13,,test,7B,1,1,1,1,A
"""
MOODLE = """\
First name,Surname,ID number,Institution,Department,Email address,Quiz: Cells (Real),Essay (Percentage),\
Feedback: Essay,Essay (Letter),Course total (Real),Last downloaded from this course
Ann,Abel,0071,,,ann@school.example,8.50,85.00 %,Good,B,61.00,1764150000
Ben,Bora,0072,,,ben@school.example,-,-,,-,-,1764150000
"""
BRIGHTSPACE = """\
OrgDefinedId,Username,Last Name,First Name,Quiz 1 Points Grade <Numeric MaxPoints:10 Weight:5 Category:Quizzes \
CategoryWeight:20>,Attitude Text Grade <Text>,Calculated Final Grade Numerator,End-of-Line Indicator
#0071,#ann,Abel,Ann,7,fine,,#
#0072,#ben,Bora,Ben,,fine,,#
"""
BLACKBOARD = """\
Last Name,First Name,Username,Student ID,Last Access,Availability,Weighted Total [Total Pts: 100 Percentage] |1,\
Quiz 1 [Total Pts: 10 Score] |2,Extra [Total Pts: up to 12.5 Score] |3
Abel,Ann,ann,0071,2026-11-02,Yes,70,7,12
Bora,Ben,ben,0072,2026-11-02,Yes,,In Progress,
"""
POWERTEACHER = """\
Teacher Name:,Made Up,
Class:,7B Maths,
Assignment Name:,Quiz 1,
Due Date:,2026-08-25,
Points Possible:,10.0,
Extra Points:,0.0,
Score Type:,POINTS,
Student Num,Student Name,Score
0071,"Abel, Ann",7
0072,"Bora, Ben",
"""
SIMS = """\
Year 7 Mid-term list
Printed 08 October 2026

Forename,Legal Surname,Gender,DOB,Adno,Year,Reg
Ann,Abel,F,14/03/2014,004711,7,7B
Ben,Bora,M,15/04/2014,004712,7,7B
"""
ARBOR = """\
"Globally Unique Student ID","Arbor Student ID","Legal First Name","Legal Last Name","Sex","UPN","Reg"
"a-1","71","Ann","Abel","F","A123","7B"
"a-2","72","Ben","Bora","M","A124","7B"
"""
NWEA = """\
TermName,DistrictName,SchoolName,StudentID,Subject,TestStartDate,TestRITScore,TestStandardError
Fall 2025,Made Up,North,0071,Mathematics,2025-09-01,201,3.1
Spring 2026,Made Up,North,0071,Mathematics,2026-04-01,208,3.0
Fall 2025,Made Up,North,0071,Reading,2025-09-02,198,3.2
Fall 2025,Made Up,North,0072,Mathematics,2025-09-01,190,3.3
Fall 2025,Made Up,North,0072,Mathematics,2025-09-08,188,3.3
"""
STAR = """\
RenaissanceClientID,StudentIdentifier,StudentLastName,AssessmentType,CompletedDate,ScaledScore,AssessmentStatus
77,0071,Abel,STAR Math,2025-09-01,701,Active
77,0072,Bora,STAR Math,2025-09-01,690,Active
"""
I_READY = """\
Last Name,First Name,Student ID,Academic Year,Subject,Completion Date,Overall Scale Score,Percentile,Rush Flag
Abel,Ann,0071,2025,Math,2025-09-01,455,60,
Bora,Ben,0072,2025,Math,2025-09-01,433,41,Yellow
"""
IB = """\
YEAR,MONTH,SCHOOL_CODE,CANDIDATE,FIRST_NAME,LAST_NAME,SUBJECT,LEVEL,PREDICTED_GRADE,SUBJECT_GRADE
2026,MAY,1,abc001,Ann,Abel,HISTORY,HL,6,5
2026,MAY,1,abc002,Ben,Bora,HISTORY,HL,5,N
"""
CAMBRIDGE = """\
CENTRE,CANDIDATE_NUMBER,STUDENT_NAME,SERIES,SYLLABUS,SYLLABUS_NAME,GRADE
ZZ001,0071,Ann Abel,2026 June,0580,Mathematics,A
ZZ001,0072,Ben Bora,2026 June,0580,Mathematics,X
"""
EXPORTS = {
    "canvas": CANVAS,
    "moodle": MOODLE,
    "brightspace": BRIGHTSPACE,
    "blackboard": BLACKBOARD,
    "powerteacher": POWERTEACHER,
    "sims": SIMS,
    "arbor": ARBOR,
    "nwea": NWEA,
    "star": STAR,
    "i-ready": I_READY,
    "ib": IB,
    "cambridge": CAMBRIDGE,
}
