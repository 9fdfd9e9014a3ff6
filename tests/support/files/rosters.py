"""A small made-up OneRoster export, in both versions."""

import zipfile

ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,North School,school,,\n"
CLASSES = (
    "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
    "termSourcedIds,subjects,subjectCodes,periods\nc1,,,Maths 7B,07,k1,M7B,scheduled,,o1,t1,Mathematics,,\n"
)
USERS_1_1 = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
    "u1,,,true,o1,teacher,pell,,Tea,Pell,,T1,pell@school.example,,,,,\n"
    "u2,,,true,o1,student,ann,,Ann,Abel,,0071,,,,,07,secret\n"
    "u3,,,true,o1,student,ben,,Ben,Bora,,0072,,,,,07,\n"
    "u4,,,true,o1,parent,par,,Par,Abel,,,,,,,,\n"
)
USERS_1_2 = (
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,"
    "sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,"
    "preferredFamilyName,primaryOrgSourcedId,pronouns\n"
    "u1,,,true,pell,,Tea,Pell,,T1,pell@school.example,,,,,,,,,,o1,\n"
    "u2,,,true,ann,,Ann,Abel,,0071,,,,,07,,,,,,o1,\n"
    "u3,,,true,ben,,Ben,Bora,,0072,,,,,07,,,,,,o1,\n"
    "u4,,,true,par,,Par,Abel,,,,,,,,,,,,,o1,\n"
)
ROLES = (
    "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
    "r1,,,u1,primary,teacher,,,o1,\nr2,,,u2,primary,student,,,o1,\nr3,,,u3,primary,student,,,o1,\n"
)
ENROLMENTS = (
    "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
    "e1,,,c1,o1,u1,teacher,true,2026-09-01,\ne2,,,c1,o1,u2,student,,,\ne3,,,c1,o1,u3,student,,,\n"
)
LINE_ITEMS = (
    "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,"
    "gradingPeriodSourcedId,resultValueMin,resultValueMax\ni1,,,Quiz 1,,2026-09-01,2026-09-08,c1,g1,p1,0.0,20.0\n"
)
RESULTS = (
    "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment\n"
    "s1,,,i1,u2,fully graded,15.5,2026-09-09,\ns2,,,i1,u3,exempt,,,\n"
)


def tables(version="1.1"):
    """By the name of the file."""
    of_people = {"users.csv": USERS_1_1} if version == "1.1" else {"users.csv": USERS_1_2, "roles.csv": ROLES}
    others = {"enrollments.csv": ENROLMENTS, "lineItems.csv": LINE_ITEMS, "results.csv": RESULTS}
    return {"orgs.csv": ORGS, "classes.csv": CLASSES, **of_people, **others}


def manifest(names, version="1.1", mode="bulk"):
    lines = ["propertyName,value", "manifest.version,1.0", f"oneroster.version,{version}"]
    lines += [f"file.{name.removesuffix('.csv')},{mode}" for name in names]
    return "\n".join([*lines, "file.demographics,absent"]) + "\n"


def roster_zip(path, files=None, version="1.1", mode="bulk", **more):
    """`more` are members beside them, by name."""
    files = tables(version) if files is None else files
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"manifest.csv": manifest(files, version, mode), **files, **more}.items():
            archive.writestr(name, content)
    return path
